const LONGEST = 60;
const TOOLS = 4;

/**
 * A recorded body with its structure, but without the length of its texts, with few of the tools that it offers, and
 * without what tells installations apart.
 */
export function slimBody(body: string, keep: RegExp): string {
  const whole = JSON.parse(body) as Record<string, unknown>;
  const tools = whole.tools;
  if (Array.isArray(tools)) {
    const kept = tools.filter((tool) => keep.test(JSON.stringify(tool)));
    whole.tools = [...kept, ...tools.filter((tool) => !kept.includes(tool))].slice(0, TOOLS);
  }
  delete whole.metadata;
  delete whole.client_metadata;
  return JSON.stringify(whole, (_, value) =>
    typeof value === "string" && value.length > LONGEST && !value.startsWith("{")
      ? `${value.slice(0, LONGEST)}…`
      : value,
  );
}
