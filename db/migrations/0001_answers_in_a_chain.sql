ALTER TABLE "commands" ADD COLUMN "number" integer;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "answers_hash" text DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL;