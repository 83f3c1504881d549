import { type SseEvent, SseReader } from "@/lib/net/sse";

/** The events of complete bytes, comments included. */
export function eventsIn(bytes: Buffer): SseEvent[] {
  const reader = new SseReader();
  const events = reader.push(bytes)?.events ?? [];
  const rest = reader.rest();
  return rest ? [...events, rest] : events;
}
