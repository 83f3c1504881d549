import { z } from "zod";

/** The largest ID and count that every database can store. */
export const MAX_ID = 2 ** 31 - 1;

export const RowId = z.number().int().min(1).max(MAX_ID);
