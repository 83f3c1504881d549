import { useEffect, useState } from "react";

/** Distance from the top at which a section becomes current, as a share of the window. */
const READ_FROM = 0.2;

/** The id of the current section: the last one that begins in the upper part of the window. */
export function useSection(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const key = ids.join(" ");
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      const from = innerHeight * READ_FROM;
      const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
      const sections = key.split(" ").flatMap((id) => document.getElementById(id) ?? []);
      const begun = sections.filter((section) => section.getBoundingClientRect().top <= from);
      setCurrent((atEnd ? sections : begun).at(-1)?.id ?? key.split(" ")[0]);
    };
    const later = () => {
      frame ||= requestAnimationFrame(read);
    };
    read();
    addEventListener("scroll", later, { passive: true });
    return () => {
      removeEventListener("scroll", later);
      cancelAnimationFrame(frame);
    };
  }, [key]);
  return current;
}
