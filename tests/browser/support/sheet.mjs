// Contact sheets: pictures of pages beside each other, to be looked at by a person.

/** How much of a page is in its picture, in pixels. */
const HEIGHT = 1400;

/** The picture of a page from its top, and whether it is wider than its window. */
export async function picture(page, width) {
  const [height, wide] = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
  const clip = { x: 0, y: 0, width, height: Math.min(height, HEIGHT) };
  const image = await page.screenshot({ clip, fullPage: true });
  return { image: image.toString("base64"), width, height, over: wide > width };
}

/** One picture of tiles with their names; a tile that is wider than its window says so. */
export async function together(table, shots) {
  await table.evaluate((tiles) => {
    const list = tiles.map(({ name, image, width, height, over }) => {
      const figure = document.createElement("figure");
      figure.style.cssText = "margin: 0; flex: none";
      const picture = new Image(width > 700 ? width * 0.55 : width);
      picture.src = `data:image/png;base64,${image}`;
      picture.style.border = `2px solid ${over ? "red" : "grey"}`;
      const words = document.createElement("figcaption");
      words.textContent = `${name}: ${height} px${over ? ", TOO WIDE" : ""}`;
      figure.append(words, picture);
      return { figure, picture };
    });
    document.body.style.cssText = "margin: 0; padding: 8px; display: flex; gap: 8px; flex-wrap: wrap; width: max-content; max-width: 2200px";
    document.body.replaceChildren(...list.map(({ figure }) => figure));
    return Promise.all(list.map(({ picture }) => picture.decode()));
  }, shots);
  return table.locator("body").screenshot();
}
