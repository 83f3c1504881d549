import { ApiError, errorBody } from "@/lib/contract/error";
import { forward } from "./forward";
import { localAnswer } from "./local-answers";

/**
 * Handles API paths under a plain Next host, using the backend at `GATEWAYZ_API_URL` (read at run time). Under
 * `server.ts`, API requests never get here.
 */
export async function proxyToBackend(request: Request): Promise<Response> {
  const backend = process.env.GATEWAYZ_API_URL?.replace(/\/+$/, "");
  if (!backend) {
    const message =
      "there is no API here: set GATEWAYZ_API_URL to a Gatewayz-compatible backend, or start with npm start";
    const error = new ApiError("provider_unavailable", message, { code: "no_backend", retryable: false });
    return Response.json(errorBody(error, ""), { status: error.status });
  }
  return healthAnswer(request, false) ?? fetchFromBackend(request, backend);
}

/**
 * Proxies an API request to the backend; paths that older backends don't know are answered here.
 * @param from the client's address as this process sees it
 */
export async function fetchFromBackend(request: Request, backend: string, from?: string): Promise<Response> {
  const answer = await forward(request, backend, from);
  const local = await localAnswer(request, answer, backend);
  if (local) await answer.body?.cancel();
  return local ?? answer;
}

/** Health of the web app itself: stays ready when the backend is down, because its pages report that. */
export function healthAnswer(request: Request, stopping: boolean): Response | null {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return Response.json({ status: "ok" });
  if (pathname !== "/readyz") return null;
  const status = stopping ? "stopping" : "ready";
  return Response.json({ status }, { status: stopping ? 503 : 200, headers: { "cache-control": "no-store" } });
}
