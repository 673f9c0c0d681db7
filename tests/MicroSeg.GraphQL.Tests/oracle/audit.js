// Runs npm graphql-http's server audits against a service and writes what each one says.
'use strict';
const { auditServer } = require('graphql-http');

auditServer({ url: process.argv[2] }).then(results => {
  process.stdout.write(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
});
