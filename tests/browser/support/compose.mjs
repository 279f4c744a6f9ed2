// Japanese is typed through an input method: characters are in the field before they are confirmed, between
// compositionstart and compositionend. Plain `page.type` never makes these events.

/**
 * Types `text` into the focused field as an input method does: each state of `steps` is shown undecided (by default
 * the text growing by one sign), then the whole is decided.
 */
export async function composeText(page, text, { steps = growing(text), commit = true } = {}) {
  const session = await page.context().newCDPSession(page);
  try {
    for (const shown of steps) {
      const end = shown.length;
      await session.send("Input.imeSetComposition", { text: shown, selectionStart: end, selectionEnd: end });
    }
    if (commit) {
      await session.send("Input.insertText", { text });
    }
  } finally {
    await session.detach();
  }
}

function growing(text) {
  const signs = [...text];
  return signs.map((_, index) => signs.slice(0, index + 1).join(""));
}
