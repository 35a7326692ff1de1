CREATE TABLE "important_customers" (
	"id" text PRIMARY KEY NOT NULL,
	"service_point" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"class" text NOT NULL,
	"category_zh" text NOT NULL,
	"category_en" text NOT NULL,
	"backup" text NOT NULL,
	"backup_kw" double precision NOT NULL,
	"autonomy_minutes" integer NOT NULL,
	"safety_load_kw" double precision NOT NULL,
	"allowed_interruption_seconds" integer NOT NULL,
	"backup_tested_on" date,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meter_events" (
	"operation_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"service_point" text NOT NULL,
	"section" integer NOT NULL,
	"kind" text NOT NULL,
	"written_by" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	CONSTRAINT "meter_events_operation_id_id_pk" PRIMARY KEY("operation_id","id")
);
--> statement-breakpoint
CREATE TABLE "network_parts" (
	"version" text NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "network_parts_version_part_pk" PRIMARY KEY("version","part")
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"version" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"imported_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"content_hash" text NOT NULL,
	"stats" jsonb NOT NULL,
	"warnings" jsonb NOT NULL,
	"names" jsonb NOT NULL,
	"base" jsonb
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"operation_id" text NOT NULL,
	"command_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"outcome" text NOT NULL,
	"from_seq" integer,
	"to_seq" integer,
	"code" text,
	"details" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "commands_operation_id_command_id_pk" PRIMARY KEY("operation_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"operation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"command_id" text NOT NULL,
	"type" text NOT NULL,
	"event" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_operation_id_seq_pk" PRIMARY KEY("operation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"network_version" text,
	"status" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"head" integer DEFAULT 0 NOT NULL,
	"head_hash" text NOT NULL,
	"head_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"operation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"state_version" text NOT NULL,
	"state" json NOT NULL,
	CONSTRAINT "snapshots_operation_id_state_version_seq_pk" PRIMARY KEY("operation_id","state_version","seq")
);
--> statement-breakpoint
CREATE TABLE "outage_history" (
	"mrid" text PRIMARY KEY NOT NULL,
	"content_hash" text NOT NULL,
	"reported_start_time" timestamp (3) with time zone NOT NULL,
	"restored_time" timestamp (3) with time zone,
	"last_known_at" timestamp (3) with time zone NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"meters_affected" integer NOT NULL,
	"customers_interrupted" integer NOT NULL,
	"customer_minutes" double precision,
	"duration_minutes" double precision,
	"level" text,
	"cause_kind" text,
	"status_kind" text,
	"area" text,
	"crew_on_site" timestamp (3) with time zone,
	"critical_count" integer,
	"substation" text,
	"feeder" text,
	"transformer" text,
	"lv_feeder" text,
	"steps" json NOT NULL,
	"estimated_restoration_times" json NOT NULL,
	"imported_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machine_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "machine_keys_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"idle_seconds" integer NOT NULL,
	CONSTRAINT "sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"role" text NOT NULL,
	"crew_id" text,
	"password_hash" text,
	"disabled" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text
);
--> statement-breakpoint
CREATE TABLE "dispatches" (
	"operation_id" text NOT NULL,
	"id" text NOT NULL,
	"incident" text NOT NULL,
	"crew" text NOT NULL,
	"status" text NOT NULL,
	"distance_m" double precision,
	"travel_minutes" double precision,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"answer_by" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"en_route_at" timestamp (3) with time zone,
	"arrived_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"seq" integer NOT NULL,
	CONSTRAINT "dispatches_operation_id_id_pk" PRIMARY KEY("operation_id","id")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"operation_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"priority" integer NOT NULL,
	"device" text,
	"device_class" text,
	"place" text NOT NULL,
	"place_en" text,
	"feeder" text NOT NULL,
	"substation" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"area" text NOT NULL,
	"hazard" boolean NOT NULL,
	"reports" integer NOT NULL,
	"customers" integer NOT NULL,
	"customers_out" integer NOT NULL,
	"customer_minutes" double precision NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"first_arrival_at" timestamp (3) with time zone,
	"etr" timestamp (3) with time zone,
	"restored_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"cause" text,
	"merged_into" text,
	"seq" integer NOT NULL,
	CONSTRAINT "incidents_operation_id_id_pk" PRIMARY KEY("operation_id","id")
);
--> statement-breakpoint
CREATE TABLE "restoration_steps" (
	"operation_id" text NOT NULL,
	"incident" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"means" text NOT NULL,
	"customers" integer NOT NULL,
	"customers_left" integer NOT NULL,
	"customer_minutes" double precision NOT NULL,
	"verification" text,
	"seq" integer NOT NULL,
	CONSTRAINT "restoration_steps_operation_id_incident_id_pk" PRIMARY KEY("operation_id","incident","id")
);
--> statement-breakpoint
CREATE TABLE "trouble_reports" (
	"operation_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"channel" text NOT NULL,
	"service_point" text,
	"section" integer,
	"lon" double precision,
	"lat" double precision,
	"kind" text NOT NULL,
	"note" text,
	"incident_id" text,
	"unplaced_reason" text,
	CONSTRAINT "trouble_reports_operation_id_id_pk" PRIMARY KEY("operation_id","id")
);
--> statement-breakpoint
CREATE TABLE "bases" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"valid_from" date NOT NULL,
	"reexamine_by" date,
	"valid_until" date NOT NULL,
	CONSTRAINT "certificates_member_id_kind_number_pk" PRIMARY KEY("member_id","kind","number")
);
--> statement-breakpoint
CREATE TABLE "crew_members" (
	"id" text PRIMARY KEY NOT NULL,
	"crew_id" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"role" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crews" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"base_id" text NOT NULL,
	"vehicle_id" text NOT NULL,
	"shift_start_hour" integer NOT NULL,
	"shift_end_hour" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "generators" (
	"id" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"plate" text NOT NULL,
	"kw" double precision NOT NULL,
	"fuel_hours" double precision NOT NULL,
	"base_id" text NOT NULL,
	"crew_id" text
);
--> statement-breakpoint
CREATE TABLE "vehicles" (
	"id" text PRIMARY KEY NOT NULL,
	"plate" text NOT NULL,
	"kind_zh" text NOT NULL,
	"kind_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_positions" (
	"operation_id" text NOT NULL,
	"device" text NOT NULL,
	"event" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"position" text NOT NULL,
	"commanded" boolean NOT NULL,
	"told" boolean DEFAULT false NOT NULL,
	CONSTRAINT "device_positions_operation_id_device_pk" PRIMARY KEY("operation_id","device")
);
--> statement-breakpoint
CREATE TABLE "scada_events" (
	"operation_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"device" text NOT NULL,
	"position" text NOT NULL,
	"commanded" boolean NOT NULL,
	CONSTRAINT "scada_events_operation_id_id_pk" PRIMARY KEY("operation_id","id")
);
--> statement-breakpoint
ALTER TABLE "network_parts" ADD CONSTRAINT "network_parts_version_networks_version_fk" FOREIGN KEY ("version") REFERENCES "public"."networks"("version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_crew_id_crews_id_fk" FOREIGN KEY ("crew_id") REFERENCES "public"."crews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_member_id_crew_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."crew_members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crew_members" ADD CONSTRAINT "crew_members_crew_id_crews_id_fk" FOREIGN KEY ("crew_id") REFERENCES "public"."crews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crews" ADD CONSTRAINT "crews_base_id_bases_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."bases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crews" ADD CONSTRAINT "crews_vehicle_id_vehicles_id_fk" FOREIGN KEY ("vehicle_id") REFERENCES "public"."vehicles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generators" ADD CONSTRAINT "generators_base_id_bases_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."bases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generators" ADD CONSTRAINT "generators_crew_id_crews_id_fk" FOREIGN KEY ("crew_id") REFERENCES "public"."crews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "important_customers_service_point" ON "important_customers" USING btree ("service_point");--> statement-breakpoint
CREATE INDEX "meter_events_written" ON "meter_events" USING btree ("operation_id","written_by");--> statement-breakpoint
CREATE INDEX "meter_events_section" ON "meter_events" USING btree ("operation_id","section");--> statement-breakpoint
CREATE INDEX "meter_events_received" ON "meter_events" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("operation_id","at");--> statement-breakpoint
CREATE INDEX "events_incident" ON "events" USING btree ("operation_id",("event" ->> 'incident'),"seq");--> statement-breakpoint
CREATE INDEX "events_merged_into" ON "events" USING btree ("operation_id",("event" ->> 'into'),"seq") WHERE "events"."type" = 'incidentMerged';--> statement-breakpoint
CREATE INDEX "events_split_off" ON "events" USING btree ("operation_id",("event" #>> '{part,incident}'),"seq") WHERE "events"."type" = 'incidentSplit';--> statement-breakpoint
CREATE INDEX "events_taken_from" ON "events" USING btree ("operation_id",("event" ->> 'from'),"seq") WHERE "events"."event" ->> 'from' is not null;--> statement-breakpoint
CREATE INDEX "outage_history_start" ON "outage_history" USING btree ("reported_start_time");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username" ON "users" USING btree (lower("username"));--> statement-breakpoint
CREATE INDEX "dispatches_incident" ON "dispatches" USING btree ("operation_id","incident");--> statement-breakpoint
CREATE INDEX "dispatches_unanswered" ON "dispatches" USING btree ("answer_by") WHERE "dispatches"."status" = 'offered';--> statement-breakpoint
CREATE INDEX "incidents_since" ON "incidents" USING btree ("operation_id","since");--> statement-breakpoint
CREATE INDEX "trouble_reports_waiting" ON "trouble_reports" USING btree ("operation_id","received_at") WHERE incident_id is null and unplaced_reason is null;--> statement-breakpoint
CREATE INDEX "trouble_reports_section" ON "trouble_reports" USING btree ("operation_id","section");--> statement-breakpoint
CREATE INDEX "trouble_reports_incident" ON "trouble_reports" USING btree ("operation_id","incident_id");--> statement-breakpoint
CREATE INDEX "crew_members_crew" ON "crew_members" USING btree ("crew_id");--> statement-breakpoint
CREATE INDEX "device_positions_untold" ON "device_positions" USING btree ("operation_id") WHERE not told;--> statement-breakpoint
CREATE INDEX "scada_events_device" ON "scada_events" USING btree ("operation_id","device","at");