import { createHash } from "node:crypto";
import { baseUrl } from "@/app/base-url";
import { changeParams, withQuery } from "@/components/changes/change-query";
import { FEEDS } from "@/components/changes/feeds";
import { Refused } from "@/lib/client/backend";
import { getBackend } from "@/lib/client/get-backend";

export const dynamic = "force-dynamic";

/** The changes for any filter as RSS, Atom, or JSON Feed; 304 if the reader has the current version. */
export async function GET(request: Request, context: { params: Promise<{ feed: string }> }): Promise<Response> {
  const { feed } = await context.params;
  const format = FEEDS.find(({ file }) => file === feed);
  if (!format) return new Response("there is no such feed: rss.xml, atom.xml or feed.json\n", { status: 404 });
  const params = changeParams(new URL(request.url).searchParams);
  const [changes, base] = await Promise.all([getBackend().changes(params).catch(orErrorText), baseUrl()]);
  if (changes instanceof Refused) return new Response(`${changes.message}\n`, { status: 400 });
  if (changes === "failed") {
    const headers = { "retry-after": "60" };
    return new Response("the changes cannot be read just now: try again in a minute\n", { status: 503, headers });
  }
  if (!changes) return new Response("there is no such model, or its backend keeps no history\n", { status: 404 });
  const facts = {
    title: params.size === 0 ? "Gatewayz: what changed" : `Gatewayz: what changed (${filterText(params)})`,
    page: base + withQuery("/changes", params),
    self: base + withQuery(`/changes/${format.file}`, params),
    base,
    now: new Date(),
  };
  const body = format.write(changes.data, facts);
  const etag = `W/"${createHash("sha256")
    .update(JSON.stringify([facts.self, changes.data]))
    .digest("base64url")
    .slice(0, 22)}"`;
  const headers = { etag, "cache-control": "public, max-age=300" };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": `${format.type}; charset=utf-8` } });
}

/** "q: llama 70b, gateway: groq" */
const filterText = (params: URLSearchParams) => [...params].map(([name, value]) => `${name}: ${value}`).join(", ");

function orErrorText(error: unknown): Refused | "failed" {
  return error instanceof Refused ? error : "failed";
}
