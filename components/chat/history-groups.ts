import type { ChatSession } from "@/lib/contract/conversation";

const DAY_MS = 86_400_000;

/** The group of a conversation, by days of the local time zone: "Today", "Previous 7 days", "June", "2024". */
function groupName(iso: string, now: Date): string {
  const then = new Date(iso);
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(then)) / DAY_MS);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days <= 7) return "Previous 7 days";
  if (days <= 30) return "Previous 30 days";
  if (then.getFullYear() !== now.getFullYear()) return String(then.getFullYear());
  return then.toLocaleDateString("en-US", { month: "long" });
}

/** Conversations in named groups: pinned ones first, then by their last change. */
export function grouped(sessions: readonly ChatSession[], now: Date): [name: string, sessions: ChatSession[]][] {
  const groups = new Map<string, ChatSession[]>();
  for (const session of sessions) {
    const name = session.pinned_at ? "Pinned" : groupName(session.updated_at, now);
    groups.set(name, [...(groups.get(name) ?? []), session]);
  }
  return [...groups];
}
