// Finds elements that are outside their room, cut off, over another element, or too small to hit.

/** Runs in the page: finds elements that are outside the window or cut off by their own box. */
export function outside() {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page scrolls by ${wide} px`);
  for (const element of document.querySelectorAll("machi-plan *")) {
    if (!element.checkVisibility() || element.closest(".machi-plan-visually-hidden, caption, thead, svg, option")) continue;
    // Made only of what is found: the text of every element above a text holds it too.
    const name = () => `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 20)}"`;
    const box = element.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`${name()} from ${box.left} to ${box.right}`);
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1);
    if (cut && !element.matches("input, select")) found.push(`${name()} is cut off`);
  }
  return found;
}

/** Runs in the page: targets that are too small (buttons 44 px, all else 24), and those that lie over one another. */
export function targets() {
  const found = [];
  // What is far from the window has the height of a guess, and its content lies anywhere, until it comes near.
  const far = [...document.querySelectorAll("machi-plan *")].filter((one) => getComputedStyle(one).contentVisibility === "auto");
  for (const one of far) one.style.setProperty("content-visibility", "visible", "important");
  const seen = [...document.querySelectorAll("machi-plan :is(button, input, select, summary, a[href])")].filter((one) => one.checkVisibility());
  const name = (target) => `${target.localName} "${target.textContent.trim().slice(0, 15)}"`;
  const areas = seen.map((target) => {
    // A choice is its whole label; a link in running text is excepted (WCAG 2.5.8).
    const area = target.matches("input[type=checkbox]") ? target.closest("label") : target;
    const box = area.getBoundingClientRect();
    const inText = target.matches("a") && getComputedStyle(target).display === "inline";
    // A head's button fills its cell.
    const height = target.matches("thead button") ? target.closest("th").getBoundingClientRect().height : box.height;
    const least = target.matches("button, summary, input, select") ? 44 : 24;
    if (!inText && (Math.max(height, box.height) < least - 0.5 || box.width < 24)) found.push(`${name(target)} ${box.width}×${box.height}`);
    return { target, box, inText };
  });
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  for (const [at, one] of areas.entries()) {
    for (const other of areas.slice(at + 1)) {
      // The box of a link that breaks over two lines is not where the link is.
      if (!over(one.box, other.box)) continue;
      // A button that stays in sight lies over what scrolls below it.
      const sticky = [one, other].some(({ target }) => getComputedStyle(target).position === "sticky");
      const apart = sticky || one.target.contains(other.target) || one.inText || other.inText;
      if (!apart) found.push(`${name(one.target)} lies over ${name(other.target)}`);
    }
  }
  for (const one of far) {
    one.style.removeProperty("content-visibility");
    if (one.getAttribute("style") === "") one.removeAttribute("style");
  }
  return found;
}
