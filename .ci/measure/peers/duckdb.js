// DuckDB by its Node binding: npm install @duckdb/node-api, and name the folder in NODE_PATH.
const { DuckDBInstance } = require('@duckdb/node-api');

(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const all = await db.runAndReadAll(`
    SELECT count(*)::INT, sum(len(list_filter(json_extract_string(responses, '$.*.*'), x -> x = 'yes'))
      + len(list_filter(json_extract_string(responses, '$.*.*.answer'), x -> x = 'yes')))::INT
    FROM read_json('${process.argv[2]}', format = 'newline_delimited', columns = {responses: 'JSON'})`);
  console.log(...all.getRows()[0]);
})();
