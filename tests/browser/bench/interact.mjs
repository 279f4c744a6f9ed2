// The interactions, with trusted keyboard input, and the marks around them in the trace.

/** Runs in a page before its own scripts. */
export function prepare() {
  // `benchPainted` resolves when the frame after the event is painted: its style, layout and paint lie before the second.
  globalThis.benchNext = (label, type) => {
    globalThis.benchPainted = new Promise((done) => {
      const seen = () => {
        performance.mark(`bench go ${label}`);
        requestAnimationFrame(() => requestAnimationFrame(() => {
          performance.mark(`bench done ${label}`);
          done();
        }));
      };
      addEventListener(type, seen, { capture: true, once: true });
    });
  };
}

/** One interaction: `act` makes the event of `type` happen; returns when its frame is painted. */
async function one(page, label, type, act) {
  await page.evaluate(([label, type]) => globalThis.benchNext(label, type), [label, type]);
  await act();
  await page.evaluate(() => globalThis.benchPainted);
}

const FIELD = "input[data-key=q]";
const DEPARTMENT = ".machi-plan-facet[data-key=department]";

/** What is measured, in the order in which it is done. Each leaves the page as it found it. */
export const INTERACTIONS = ["窓 → 窓口", "clear", "check department", "uncheck", "sort"];

/** Does every interaction once; labels end with `name` and `turn`. */
export async function round(page, name, turn) {
  const label = (interaction) => `${interaction}|${name}|${turn}`;
  const keys = page.keyboard;
  await page.focus(FIELD);
  await one(page, `first|${name}|${turn}`, "input", () => keys.insertText("窓"));
  await one(page, label("窓 → 窓口"), "input", () => keys.insertText("口"));
  await keys.press("Control+A");
  await one(page, label("clear"), "input", () => keys.press("Backspace"));
  const box = page.locator(`${DEPARTMENT} ul input`).nth(2);
  if (turn === -1) await page.locator(`${DEPARTMENT} > summary`).press("Enter");
  await box.focus();
  await one(page, label("check department"), "change", () => keys.press("Space"));
  await one(page, label("uncheck"), "change", () => keys.press("Space"));
  await page.locator("button[data-do=sort]").first().focus();
  await one(page, label("sort"), "click", () => keys.press("Enter"));
}
