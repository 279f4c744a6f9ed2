// The changes of a browser's translation, and of a service with readings, to the text of a page.

export const READINGS = { 窓口: "まどぐち", 市民: "しみん", 財政: "ざいせい", 取組: "とりくみ", 実績: "じっせき", 一覧: "いちらん", 年度: "ねんど", 指標: "しひょう", 詳: "くわ", 番号: "ばんごう", 担当: "たんとう" };

/** Runs in the page: changes every text node as a browser's translation does, or as a service with readings does. */
export function rewrite([how, readings, where = "machi-plan"]) {
  const walker = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest("svg, rt, rp")) texts.push(walker.currentNode);
  for (const text of texts) {
    if (how === "translated") {
      const fonts = [document.createElement("font"), document.createElement("font")];
      for (const font of fonts) font.style.verticalAlign = "inherit";
      fonts[1].textContent = text.data.replaceAll(/\S/g, "x");
      fonts[0].append(fonts[1]);
      if (text.parentElement.closest("option")) text.data = fonts[1].textContent;
      else text.replaceWith(fonts[0]);
    } else {
      const parts = text.data.split(new RegExp(`(${Object.keys(readings).join("|")})`));
      if (parts.length === 1 || text.parentElement.closest("option")) continue;
      text.replaceWith(...parts.map((part) => {
        if (!readings[part]) return part;
        const [ruby, rt] = ["ruby", "rt"].map((name) => document.createElement(name));
        rt.textContent = readings[part];
        ruby.append(part, rt);
        return ruby;
      }));
    }
  }
}
