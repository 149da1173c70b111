import { defineConfig } from "vite";
export default defineConfig({
  define: {
    __OPENAI_KEY__: JSON.stringify("{key:openai-project-key}"),   // expect: leaked-key/openai-project-key, scope/client-exposed-secret
  },
});
