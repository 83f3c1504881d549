"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** The distance in px that counts as at the end. */
const NEAR_PX = 48;

/** Scrolls with a growing text until the reader scrolls up, and again once the reader is back at the end. */
export function useFollowEnd(box: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const [atEnd, setAtEnd] = useState(true);
  const following = useRef(true);
  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    const { current } = box;
    if (current) current.scrollTop = current.scrollHeight;
  }, [box]);
  useEffect(() => {
    const [scroller, inside] = [box.current, content.current];
    if (!scroller || !inside) return;
    let previous = { top: scroller.scrollTop, height: scroller.scrollHeight };
    const distance = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    const leave = () => {
      if (distance() <= 0 && scroller.scrollTop <= 0) return;
      following.current = false;
    };
    const scrolled = () => {
      const { scrollTop: top, scrollHeight: height } = scroller;
      if (top < previous.top - 1 && height >= previous.height) leave();
      else if (top > previous.top && distance() <= NEAR_PX) following.current = true;
      previous = { top, height };
      setAtEnd(distance() <= NEAR_PX);
    };
    const wheel = (event: WheelEvent) => {
      if (event.deltaY < 0 && !isScrolledWithin(event.target, scroller)) leave();
    };
    const grown = new ResizeObserver(() => {
      if (following.current) scroller.scrollTop = scroller.scrollHeight;
      previous = { top: scroller.scrollTop, height: scroller.scrollHeight };
      setAtEnd(distance() <= NEAR_PX);
    });
    grown.observe(inside);
    grown.observe(scroller);
    scroller.addEventListener("scroll", scrolled, { passive: true });
    scroller.addEventListener("wheel", wheel, { passive: true });
    return () => {
      grown.disconnect();
      scroller.removeEventListener("scroll", scrolled);
      scroller.removeEventListener("wheel", wheel);
    };
  }, [box, content]);
  return { atEnd, toEnd };
}

/** Whether an element under the pointer scrolls up first, such as a long code block. */
function isScrolledWithin(target: EventTarget | null, scroller: HTMLElement): boolean {
  for (let at = target instanceof Element ? target : null; at && at !== scroller; at = at.parentElement)
    if (at.scrollTop > 0) return true;
  return false;
}
