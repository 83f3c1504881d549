const NAME = "gatewayz_chat";

/** Tells the other tabs of this browser that something was said in a conversation. */
export function notifyOtherTabs(session: number): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(session);
  channel.close();
}

/** Calls back with the conversation in which another tab said something. Returns how to stop. */
export function onOtherTabChange(onEvent: (session: number) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (typeof data === "number") onEvent(data);
  };
  return () => channel.close();
}
