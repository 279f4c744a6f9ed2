// The acts of a hostile or strange page: objects that throw, never end or are too large. It runs before the widget's
// script and stores the memories of the programs that start.
{
  window.memories = [];
  const { Instance, Memory } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    memories.push(Object.values(instance.exports).find((one) => one instanceof Memory));
    return instance;
  };

  // How many known keys the widget has asked for: the script takes this function when it starts.
  window.asked = 0;
  const { hasOwn } = Object;
  Object.hasOwn = (object, key) => {
    window.asked += 1;
    return hasOwn(object, key);
  };

  const about = { plan_id: "small", title: "計画", first_year: 2024, last_year: 2025 };
  const throwing = () => { throw new Error("thrown by the page"); };
  const getter = (object, key, get) => Object.defineProperty(object, key, { get, enumerable: true });
  const rows = (length, row) => Array.from({ length }, () => row);

  /** A list whose entries nobody may read. */
  const closed = (length) => new Proxy(Array(length), { get: (list, key) => (key === "length" ? list.length : throwing()) });

  /**
   * Plans that must be refused, a text that the message must contain, and how many keys may be asked for, where these are
   * more than those of a few rows.
   */
  window.refused = {
    "a list of 50 million rows": [() => ({ about, items: Object.assign([], { length: 5e7 }) }), "items が 50000000 になっています。100000個まで"],
    "a list that says it has no end": [() => ({ about, items: new Proxy([], { get: (_, key) => (key === "length" ? Infinity : 0) }) }), "items が"],
    "a getter that throws": [() => getter({ about }, "items", throwing), "items が 読むとエラーを投げるもの"],
    "a getter that throws deep inside": [() => ({ about, items: [{}, { indicators: [getter({}, "targets", throwing)] }] }), "items[1].indicators[0].targets が 読むとエラーを投げるもの"],
    "a getter that throws nothing": [() => getter({ about }, "outline", () => { throw undefined; }), "outline が 読むとエラーを投げるもの"],
    "a proxy that throws": [() => new Proxy({}, { getOwnPropertyDescriptor: throwing }), "about が 読むと"],
    "a proxy that was revoked": [() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return { about, items: proxy }; }, "items が 読むとエラーを投げるもの"],
    "the window": [() => window, "計画"],
    "a list for a plan": [() => [], "plan が […]"],
    "a text for a list": [() => ({ about, items: "all" }), "items が \"all\""],
    "a year as a text": [() => ({ about: { ...about, first_year: "2024" } }), "about.first_year が \"2024\" になっています。西暦の年度（1926から2199までの整数）"],
    "a year below zero": [() => ({ about: { ...about, first_year: -1 } }), "about.first_year が -1 に"],
    "a year of five digits": [() => ({ about: { ...about, first_year: 99999 } }), "about.first_year が 99999 に"],
    "half a year": [() => ({ about: { ...about, first_year: 2024.5 } }), "about.first_year が 2024.5 に"],
    "a number for a text": [() => ({ about, outline: [{ outline_id: 1 }] }), "outline[0].outline_id が 1 になっています。文字列"],
    "a function for a text": [() => ({ about: { ...about, title: () => "計画" } }), "about.title が {…} になっています。文字列"],
    "rows of rows of rows": [() => ({ about, items: rows(1e5, { indicators: rows(1e5, { targets: rows(1e5, {}) }) }) }), "items[].indicators が 200000 になっています。100000個まで"],
    "rows of one table in many": [() => ({ about, tables: rows(1e4, { rows: rows(1e4, { cells: ["1"] }) }) }), "tables[].rows が 110000 になっています。100000個まで"],
    "a year with rows without end": [() => ({ about, items: [{ indicators: [{ actuals: closed(1e5) }] }] }), "items[].indicators[].actuals が 100000 になっています。1000個まで"],
    "cells without end": [() => ({ about, items: [{ schedule: [{ cells: closed(5e7) }] }] }), "items[].schedule[].cells が 50000000 になっています。1000個まで"],
    "departments without end": [() => ({ about, outline: [{ departments: closed(1001) }] }), "outline[].departments が 1001 になっています。1000個まで"],
    "names of names": [() => ({ about, items: rows(1e5, { tags: closed(1000) }) }), "items[].tags が 1001000 になっています。1000000個まで", 5e4],
    "a list that says it is shorter than nothing": [() => ({ about, outline: new Proxy([], { get: (_, key) => (key === "length" ? -1e9 : throwing()) }), items: closed(5e7) }), "items が 50000000"],
    "a list for a text": [() => ({ about: { ...about, title: closed(5e7) }, items: closed(1e5) }), "about.title が […] になっています。文字列"],
    "rows for a text": [() => ({ about, outline: [{ outline_id: closed(1e5) }], items: closed(1e5) }), "outline[0].outline_id が […] になっています。文字列"],
    "texts for rows": [() => ({ about, items: ["1"], glossary: closed(1e5) }), "items[0] が \"1\" になっています。オブジェクト"],
    "a number without end for a year": [() => ({ about: { ...about, last_year: Infinity } }), "about.last_year が {…} に"],
  };
  /** Plans that are too large; the code says so. */
  window.tooLarge = {
    "a text of 100 million letters": () => ({ about: { ...about, title: "長".repeat(1e8) } }),
    "texts of a thousand letters": () => ({ about, items: rows(3e4, { content: "長".repeat(1000) }) }),
    "lists of texts of a thousand letters": () => ({ about, items: rows(30, { tags: rows(1e3, "長".repeat(1000)) }) }),
  };
  const circle = {};
  circle.circle = circle;
  const sound = (more) => ({
    about: { ...about, ...more },
    outline: [{ outline_id: "1", name: "上" }],
    items: [{ item_id: "1", outline_id: "1", name: "ひとつめ", ...more }],
    ...more,
  });
  /** Plans in which only unknown keys are strange. They are shown. */
  window.sound = {
    "a circle under an unknown key": () => sound({ circle }),
    "an unknown getter that throws": () => getter(sound(), "later", throwing),
    "an unknown key beyond all indices": () => sound({ [2 ** 32 - 1]: 1, "__proto__": null }),
    "two million unknown keys": () => {
      const data = sound();
      for (let at = 0; at < 2e6; at++) data["k" + at] = at;
      return data;
    },
    "the window under an unknown key": () => sound({ window }),
    "no prototype": () => Object.assign(Object.create(null), sound()),
  };

  /** Sets a plan and waits for the result: the event, its detail, how many keys were asked for. */
  window.given = (host, data) => {
    const made = data();
    const before = window.asked;
    const heard = new Promise((done) => {
      const hear = (event) => {
        for (const type of ["ready", "error"]) host.removeEventListener(`machi-plan:${type}`, hear);
        done({ type: event.type, ...event.detail, asked: window.asked - before });
      };
      for (const type of ["ready", "error"]) host.addEventListener(`machi-plan:${type}`, hear);
    });
    host.planData = made;
    return heard;
  };

  /** Damages the memory of the running program, so that it traps at the next call. */
  window.damage = () => new Uint8Array(memories.at(-1).buffer).fill(0xff);
}
