export { passOn as GET } from "@/lib/client/pass-on";
