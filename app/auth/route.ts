export { passOn as OPTIONS, passOn as POST } from "@/lib/client/pass-on";
