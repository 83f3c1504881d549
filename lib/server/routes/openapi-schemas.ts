import { AdminOverview, KeySpendList, SavedReportList, SyncRunList } from "@/lib/contract/admin";
import { AuthAnswer, AuthRequest } from "@/lib/contract/auth";
import { ChangeList } from "@/lib/contract/change";
import { ChatRequest } from "@/lib/contract/chat";
import {
  Message,
  NewAnswers,
  NewMessage,
  NewSession,
  SentMessage,
  SessionAnswer,
  SessionList,
  SessionPatch,
  TagList,
} from "@/lib/contract/conversation";
import { ErrorBody } from "@/lib/contract/error";
import { GatewayList, SyncResult } from "@/lib/contract/gateway";
import { Account, ApiKey, ApiKeyList, KeyChange, NewKeyAnswer, NewKeyRequest } from "@/lib/contract/key";
import { Model, ModelList } from "@/lib/contract/model";
import { NewPreset, PresetAnswer, PresetList, PresetPatch } from "@/lib/contract/preset";
import { GatewayKeyList, NewGatewayKey, Usage } from "@/lib/contract/usage";

/** The schemas of the OpenAPI document, by name. */
export const SCHEMAS = {
  AuthRequest,
  AuthAnswer,
  Account,
  ApiKey,
  ApiKeyList,
  KeyChange,
  NewKeyRequest,
  NewKeyAnswer,
  ChatRequest,
  SessionList,
  SessionAnswer,
  NewSession,
  SessionPatch,
  TagList,
  NewMessage,
  SentMessage,
  NewAnswers,
  Message,
  NewPreset,
  PresetPatch,
  PresetAnswer,
  PresetList,
  Usage,
  GatewayKeyList,
  NewGatewayKey,
  Model,
  ModelList,
  GatewayList,
  SyncResult,
  ChangeList,
  AdminOverview,
  SyncRunList,
  KeySpendList,
  // The public name, kept for clients.
  KeptReportList: SavedReportList,
  Error: ErrorBody,
};
/** Request schemas, in which fields with a default are optional. */
export const SENT: readonly string[] = [
  "AuthRequest",
  "NewKeyRequest",
  "KeyChange",
  "ChatRequest",
  "NewPreset",
  "NewGatewayKey",
  "NewSession",
  "SessionPatch",
  "NewMessage",
  "SentMessage",
  "NewAnswers",
] satisfies SchemaName[];
type SchemaName = keyof typeof SCHEMAS;
