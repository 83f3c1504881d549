import type { ApiRequest } from "./request-code";

/** A response: "200 OK, 120 ms", and the body. */
export interface Sent {
  title: string;
  text: string;
}

/** Longer responses are truncated, in characters. */
const MAX_SHOWN = 100_000;

/** Sends a request to this server, and shows a stream while it arrives. Never rejects: a failure becomes a response. */
export async function sendRequest(
  { method, url, keyName, body }: ApiRequest,
  key: string,
  signal: AbortSignal,
  show: (partial: Sent) => void,
): Promise<Sent> {
  const began = performance.now();
  let text = "";
  try {
    const response = await fetch(new URL(url, location.href), {
      method,
      signal,
      credentials: "omit",
      headers: {
        ...(keyName && key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
      ...(body === null ? {} : { body }),
    });
    const title = `${response.status} ${response.statusText}`.trim();
    const streams = response.headers.get("content-type")?.startsWith("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += part.value;
      if (streams) show({ title, text: text.slice(-MAX_SHOWN) });
      if (text.length > MAX_SHOWN) {
        await reader?.cancel();
        break;
      }
    }
    return { title: `${title}, ${Math.round(performance.now() - began)} ms`, text: pretty(text) };
  } catch (error) {
    const stopped = signal.aborted;
    return {
      title: stopped ? "Stopped" : "No response",
      text: stopped ? text : `The request could not be sent: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function pretty(text: string): string {
  if (text.length > MAX_SHOWN) return `${text.slice(0, MAX_SHOWN)}\n… (cut after ${MAX_SHOWN} characters)`;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
