"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Board } from "./board";
import { readToken, storeToken } from "./token";
import { TokenForm } from "./token-form";

/** The operator's page: asks for the token, then shows how the server stands. */
export function Admin() {
  const [client] = useState(() => new QueryClient());
  const [token, setToken] = useState<string | null>();
  useEffect(() => setToken(readToken()), []);
  const enter = (given: string) => {
    storeToken(given);
    setToken(given);
  };
  const leave = () => {
    storeToken(null);
    client.clear();
    setToken(null);
  };
  if (token === undefined) return <h1>Operator</h1>;
  if (token === null) return <TokenForm enter={enter} />;
  return (
    <QueryClientProvider client={client}>
      <Board token={token} leave={leave} />
    </QueryClientProvider>
  );
}
