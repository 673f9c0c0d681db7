// Asks a running service through the clients that front ends use, and writes what each one got.
import { request, ClientError } from 'graphql-request';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { createClient } from 'graphql-sse';
import { ApolloClient, InMemoryCache, HttpLink, gql } from '@apollo/client/core';

const url = process.argv[2];

console.log('graphql-request', JSON.stringify(await request(url, '{ hello }')));
try {
  await request(url, '{ nothing }');
} catch (error) {
  console.log('graphql-request error', error instanceof ClientError && error.response.errors[0].extensions.code);
}

const urql = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
const query = await urql.query('query($to: String!) { hello(to: $to) }', { to: 'you' }).toPromise();
const mutation = await urql.mutation('mutation { set(to: 5) }', {}).toPromise();
console.log('urql', JSON.stringify(query.data), JSON.stringify(mutation.data));

const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
console.log('apollo', JSON.stringify((await client.query({ query: gql`{ hello(to: "apollo") }` })).data));

const sse = createClient({ url });
const events = [];
for await (const event of sse.iterate({ query: 'subscription { ticked(upTo: 3) }' })) events.push(JSON.stringify(event));
console.log('graphql-sse', events.join(''));
process.exit(0);
