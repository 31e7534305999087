// What svelte-check and editors read. TypeScript in markup needs no preprocessor: Svelte strips the types itself.

/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  compilerOptions: { runes: true },
};
