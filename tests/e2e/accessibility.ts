import axeCore from "axe-core";
import type { Page } from "playwright/test";

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** The rules of accessibility that a page breaks, of all of them or of some, each with the first element that does. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeCore.source);
  const broken = await page.evaluate(async (some) => {
    // A color that is still changing is not the color that people see. In content that is skipped, it never ends.
    const isSeen = ({ effect }: Animation) =>
      effect instanceof KeyframeEffect && effect.target?.checkVisibility({ contentVisibilityAuto: true });
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition && isSeen(one));
    await Promise.allSettled(fading.map((animation) => animation.finished));
    const { axe } = window as unknown as { axe: Axe };
    // Who speaks to the browser says what a control shows. The rule is off unless it is asked for.
    const more = { rules: { "label-content-name-mismatch": { enabled: true } } };
    const only = some ? { runOnly: { type: "rule", values: some } } : more;
    const found = await axe.run({ ...only, resultTypes: ["violations"] });
    return found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`);
  }, rules);
  return rules ? broken : [...broken, ...(await joinedWords(page))];
}

interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  childIds?: string[];
}

/** Pieces of text that a screen reader reads as one word: "131K" and "tokens" side by side as "131Ktokens". */
async function joinedWords(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: Node[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const shown = (node: Node): Node[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child ? (child.ignored ? shown(child) : [child]) : [];
    });
  const isText = (node: Node) => node.role?.value === "StaticText";
  return nodes
    .filter((node) => !node.ignored && !isText(node) && node.role?.value !== "code")
    .flatMap((node) =>
      shown(node).flatMap((child, i, children) => {
        const [before, after] = [child.name?.value ?? "", children[i + 1]?.name?.value ?? ""];
        const next = children[i + 1];
        if (!next || !isText(child) || !isText(next)) return [];
        return /[\p{L}\p{N})%.!?]$/u.test(before) && /^[\p{L}\p{N}$(@]/u.test(after)
          ? [`joined words: ${before.slice(-40)}|${after.slice(0, 40)}`]
          : [];
      }),
    );
}
