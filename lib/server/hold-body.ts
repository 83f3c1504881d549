import type { ServerResponse } from "node:http";

/** Pages, and their data for client-side navigation. */
const HELD = /^text\/(?:html|x-component)/;

/**
 * Holds a page or its data until it is complete, and sends the result of `finish`, which may be asynchronous; the
 * unchanged page if that rejects. Other content is passed on as it is written.
 */
export function holdBody(response: ServerResponse, finish: (body: string) => string | Promise<string>): void {
  const [write, end] = [response.write, response.end];
  const chunks: Buffer[] = [];
  const holds = () => HELD.test(String(response.getHeader("content-type")));
  const hold = (chunk: unknown) => {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  response.write = (...given: unknown[]) => {
    if (!holds()) return write.apply(response, given as Parameters<typeof write>);
    hold(given[0]);
    const written = given.at(-1);
    if (typeof written === "function") written();
    return true;
  };
  response.end = (...given: unknown[]) => {
    hold(given[0]);
    if (chunks.length === 0 || !holds()) return end.apply(response, given as Parameters<typeof end>);
    if (!response.headersSent) response.removeHeader("content-length");
    const ended = given.at(-1);
    if (typeof ended === "function") response.once("finish", ended as () => void);
    const body = Buffer.concat(chunks).toString();
    const send = (page: string) => end.call(response, page, "utf8");
    const page = finish(body);
    if (typeof page === "string") return send(page);
    void page.catch(() => body).then(send);
    return response;
  };
}
