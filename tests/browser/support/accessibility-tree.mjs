// What Chromium's own accessibility tree says of an element.

/** Role, name, description and states of the element that `selector` names. */
export async function told(page, selector) {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
  await session.detach();
  const states = Object.fromEntries((nodes[0].properties ?? []).map(({ name, value }) => [name, value.value]));
  return { role: nodes[0].role.value, name: nodes[0].name?.value ?? "", description: nodes[0].description?.value ?? "", states };
}
