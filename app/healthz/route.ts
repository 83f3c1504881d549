export { proxyToBackend as GET } from "@/lib/client/proxy";
