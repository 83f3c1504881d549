import { Hono, type MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Model } from "@/lib/contract/model";
import { ReportRequest } from "@/lib/contract/report";
import { findModel } from "@/lib/models/group";
import { readRow } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import type { Limits } from "../limits/limiter";
import { clientAddress } from "../middleware/address";
import type { Vars } from "../middleware/observe";
import { readJson } from "./body";
import { wholeNumber } from "./parameters";
import { checked } from "./parse";

const MAX_BYTES = 8_192;
const MAX_READ = 500;
/** Of one address; all of them together have more, so that one visitor leaves room for others. */
const REPORTS_AN_HOUR = 10;

/** `POST /v1/reports`: an offer stands under the wrong model. `GET /v1/reports`: what was reported, for the operator. */
export function reportRoutes(
  catalog: Catalog,
  admin: MiddlewareHandler<Vars>,
  limits: Pick<Limits, "limiter">,
  trustProxy: number,
): Hono<Vars> {
  const routes = new Hono<Vars>();
  const byAddress = limits.limiter({ name: "reports-address", points: REPORTS_AN_HOUR, seconds: 3_600 });
  routes.post("/v1/reports", async (c) => {
    const report = checked(ReportRequest, await readJson(c.req.raw, MAX_BYTES), "{ model, gateway, native_id, note? }");
    const { index, rows } = catalog.snapshot();
    const row = findModel(index, report.model);
    const model = row < 0 ? null : readRow<Model>(rows, row);
    const offer = model?.offers.find((o) => o.gateway === report.gateway && o.id === report.native_id);
    if (!model || !offer) {
      const message = `expected an offer of a model, got "${report.native_id}" at "${report.gateway}" of "${report.model}"`;
      throw new ApiError("not_found", message, { param: model ? "native_id" : "model" });
    }
    const { allowed, resetMs } = await byAddress.take(clientAddress(c, trustProxy));
    if (!allowed) {
      const message = `expected at most ${REPORTS_AN_HOUR} reports an hour from one address: try again later`;
      throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: Math.ceil(resetMs / 1000) });
    }
    const { method, evidence } = offer.identity;
    if (!(await catalog.report({ ...report, model: model.id, method, evidence }))) {
      const message = "too many reports came within the last hour: this one was not kept, try again later";
      throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: 3_600 });
    }
    return c.json({ object: "report", model: model.id, received: true }, 201);
  });
  routes.get("/v1/reports", admin, async (c) => {
    const limit = wholeNumber(new URL(c.req.url).searchParams, "limit", 1, MAX_READ) ?? 100;
    return c.json({ object: "list", data: await catalog.reports(limit) });
  });
  return routes;
}
