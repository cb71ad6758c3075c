-- Version 1. ${timestamp} is the dialect's type for a moment. Statements end with a semicolon at the end of a line.

CREATE TABLE IF NOT EXISTS "event_type" (
  "name" VARCHAR PRIMARY KEY,
  "table_name" VARCHAR NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS "event_column" (
  "type" VARCHAR NOT NULL,
  "attribute" VARCHAR NOT NULL,
  "kind" VARCHAR NOT NULL,
  "role" VARCHAR NOT NULL,
  "unit" VARCHAR NOT NULL,
  "column_name" VARCHAR NOT NULL,
  "ordinal" INTEGER NOT NULL,
  PRIMARY KEY ("type", "attribute", "kind")
);

CREATE TABLE IF NOT EXISTS "series" (
  "id" INTEGER PRIMARY KEY,
  "type" VARCHAR NOT NULL,
  "field" VARCHAR NOT NULL,
  "host" VARCHAR NOT NULL,
  "source" VARCHAR NOT NULL,
  "level" VARCHAR NOT NULL,
  "action" VARCHAR NOT NULL,
  "detail" VARCHAR NOT NULL,
  "label" VARCHAR NOT NULL,
  "last_hour" INTEGER NOT NULL,
  UNIQUE ("type", "field", "host", "source", "level", "action", "detail")
);

CREATE TABLE IF NOT EXISTS "rollup_count" (
  "id" BIGINT PRIMARY KEY,
  "count" BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS "rollup_count_hour" (
  "id" BIGINT PRIMARY KEY,
  "count" BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS "rollup_field" (
  "id" BIGINT PRIMARY KEY,
  "count" BIGINT NOT NULL,
  "sum" DOUBLE PRECISION NOT NULL,
  "min" DOUBLE PRECISION NOT NULL,
  "max" DOUBLE PRECISION NOT NULL,
  "last" DOUBLE PRECISION NOT NULL,
  "last_time" BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS "rollup_perf" (
  "id" BIGINT PRIMARY KEY,
  "count" BIGINT NOT NULL,
  "total_ms" DOUBLE PRECISION NOT NULL,
  "max_ms" DOUBLE PRECISION NOT NULL,
  "le_10" BIGINT NOT NULL,
  "le_25" BIGINT NOT NULL,
  "le_50" BIGINT NOT NULL,
  "le_100" BIGINT NOT NULL,
  "le_250" BIGINT NOT NULL,
  "le_500" BIGINT NOT NULL,
  "le_1000" BIGINT NOT NULL,
  "le_2500" BIGINT NOT NULL,
  "le_5000" BIGINT NOT NULL,
  "le_10000" BIGINT NOT NULL,
  "le_inf" BIGINT NOT NULL
);
