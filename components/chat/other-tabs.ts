const NAME = "gatewayz_chat";

let opened: BroadcastChannel | null | undefined;

/** One channel to send and receive: a tab gets none of its own messages. Null if the browser blocks site data. */
function channel(): BroadcastChannel | null {
  if (opened !== undefined) return opened;
  try {
    opened = new BroadcastChannel(NAME);
  } catch {
    opened = null;
  }
  return opened;
}

/** Notifies the other tabs of this browser that a conversation has changed. */
export function notifyOtherTabs(session: number): void {
  channel()?.postMessage(session);
}

/** Calls back with a conversation that another tab has changed. Returns a cleanup function. */
export function onOtherTabChange(onChange: (session: number) => void): () => void {
  const listen = ({ data }: MessageEvent) => {
    if (typeof data === "number") onChange(data);
  };
  const listened = channel();
  listened?.addEventListener("message", listen);
  return () => listened?.removeEventListener("message", listen);
}
