"use client";

import { useKey } from "@/components/auth/use-key";
import { useData } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { listTags } from "@/lib/client/chat";
import { besideListKey } from "./use-sessions";

interface TagFilterProps {
  tag: string | null;
  setTag: (tag: string | null) => void;
}

/** The tags of all conversations; choosing one filters the list. */
export function TagFilter({ tag, setTag }: TagFilterProps) {
  const key = useKey();
  const {
    data = [],
    error,
    refetch,
  } = useData({
    queryKey: besideListKey(key, "tags"),
    queryFn: ({ signal }) => listTags(signal),
    enabled: Boolean(key),
  });
  if (error && data.length === 0) {
    return (
      <p role="alert" className="flex flex-none flex-wrap items-center gap-2 px-3 py-1.5 text-note text-text-2">
        Couldn’t load your tags.
        <Button size="sm" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  if (data.length === 0 && tag === null) return null;
  const shown = tag === null || data.some((entry) => entry.tag === tag) ? data : [{ tag, conversations: 0 }, ...data];
  return (
    <ul aria-label="Tags" className="flex flex-none gap-1.5 overflow-x-auto px-2 py-1.5">
      {shown.map(({ tag: name, conversations }) => (
        <li key={name} className="flex-none">
          <Chip
            active={name === tag}
            aria-pressed={name === tag}
            onClick={() => {
              setTag(name === tag ? null : name);
              announce(name === tag ? `Tag ${name} off` : `Tag ${name} on`, "tag");
            }}
          >
            {name} <span className="text-text-3">{conversations}</span>
          </Chip>
        </li>
      ))}
    </ul>
  );
}
