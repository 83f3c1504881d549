import { type ApiCall, ApiFailure, send } from "./api";

/** Longest silence of a stream, in ms: the server sends at least a comment every 15 s. */
const IDLE_MS = 45_000;

/** The events of an API stream. Throws as `api` does, and after 45 s of silence. */
export async function* apiEvents(path: string, call: ApiCall = {}): AsyncGenerator<{ type: string; data: string }> {
  const idle = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(new ApiFailure(`No data for ${IDLE_MS / 1_000} s.`, 0, null)), IDLE_MS);
  };
  try {
    wait();
    const signal = call.signal ? AbortSignal.any([call.signal, idle.signal]) : idle.signal;
    const { body } = await send(path, call, signal);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let buffered = "";
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      wait();
      const events = (buffered + read.value).split("\n\n");
      buffered = events.pop() ?? "";
      for (const text of events) {
        const fields = text.split("\n");
        const field = (name: string) => fields.findLast((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field("data");
        if (data !== undefined) yield { type: field("event") ?? "message", data };
      }
    }
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}
