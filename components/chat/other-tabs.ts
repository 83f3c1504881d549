const NAME = "gatewayz_chat";

/** Null where the browser blocks site data, and with it what tabs tell each other. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return null;
  }
}

/** Tells the other tabs of this browser that something was said in a conversation. */
export function notifyOtherTabs(session: number): void {
  const channel = openChannel();
  channel?.postMessage(session);
  channel?.close();
}

/** Calls back with the conversation in which another tab said something. Returns how to stop. */
export function onOtherTabChange(onEvent: (session: number) => void): () => void {
  const channel = openChannel();
  if (!channel) return () => {};
  channel.onmessage = ({ data }) => {
    if (typeof data === "number") onEvent(data);
  };
  return () => channel.close();
}
