// The texts of the plain page: keys that fold width, case, kana and dashes, and the position of a word in a text
// node.

const katakana = /[ァ-ヶ]/g;
const dashes = /[‐‑‒–—―−─━ー]/g;
export const fold = (text) =>
  text.normalize("NFKC").toLowerCase()
    .replace(katakana, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(dashes, "-")
    .replace(/\s+/g, "");
export const key = (texts) => fold(texts.filter(Boolean).join("\u0001"));

/** Adds a range for every word in a text node. */
export function markIn(node, words, ranges) {
  const text = node.data;
  const folded = fold(text);
  if (!words.some((word) => folded.includes(word))) return;
  // Sign by sign only where there is something to mark.
  const from = [];
  let keyText = "";
  for (let at = 0; at < text.length; at++) {
    for (const c of fold(text[at])) {
      keyText += c;
      from.push(at);
    }
  }
  for (const word of words) {
    for (let at = keyText.indexOf(word); at >= 0; at = keyText.indexOf(word, at + word.length)) {
      const range = document.createRange();
      range.setStart(node, from[at]);
      range.setEnd(node, from[at + word.length - 1] + 1);
      ranges.push(range);
    }
  }
}
