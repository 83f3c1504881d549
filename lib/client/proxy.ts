import { forward } from "./forward";
import { localAnswer } from "./local-answers";

/**
 * Answers API paths where the web app runs under a plain Next host, from the backend that `GATEWAYZ_API_URL` names at
 * run time. Under `server.ts`, API paths never come here.
 */
export async function proxyToBackend(request: Request): Promise<Response> {
  const backend = process.env.GATEWAYZ_API_URL?.replace(/\/+$/, "");
  if (!backend) {
    const detail =
      "there is no API here: set GATEWAYZ_API_URL to a Gatewayz-compatible backend, or start with npm start";
    return Response.json(
      { error: { message: detail, type: "server_error", code: "no_backend" }, detail },
      { status: 503 },
    );
  }
  return healthAnswer(request, false) ?? fetchFromBackend(request, backend);
}

/**
 * Passes an API request on to the backend at `backend`; what an older one does not know is answered here.
 * @param from the client's address as this process sees it
 */
export async function fetchFromBackend(request: Request, backend: string, from?: string): Promise<Response> {
  const answer = await forward(request, backend, from);
  const own = await localAnswer(request, answer, backend);
  if (own) await answer.body?.cancel();
  return own ?? answer;
}

/** The health of the web app itself: its pages say what is wrong with the backend, so that it stays in service then. */
export function healthAnswer(request: Request, stopping: boolean): Response | null {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return Response.json({ status: "ok" });
  if (pathname !== "/readyz") return null;
  const status = stopping ? "stopping" : "ready";
  return Response.json({ status }, { status: stopping ? 503 : 200, headers: { "cache-control": "no-store" } });
}
