import { defineConfig } from 'drizzle-kit';

/** `pnpm --dir db exec drizzle-kit generate --name WHAT` writes the migration that leads from the last one to the schema. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/*.ts',
  out: './migrations',
});
