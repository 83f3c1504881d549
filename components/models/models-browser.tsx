"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Browse } from "./browse";
import type { FirstPage } from "./first-page";

/** The browser of models: `start` is what the server found, `title` the line above. */
export function ModelsBrowser({ start, title }: { start: FirstPage; title: ReactNode }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Browse start={start} title={title} />
    </QueryClientProvider>
  );
}
