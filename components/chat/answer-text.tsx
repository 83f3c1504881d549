"use client";

import dynamic from "next/dynamic";

/** The reader of Markdown is loaded when there is an answer to read. */
export const AnswerText = dynamic(() => import("./markdown"), { ssr: false, loading: () => <p>…</p> });
