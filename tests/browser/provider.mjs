// provider: a provider of single sign-on on this machine, as Microsoft and Google are elsewhere:
// oidc-provider, whose makers had it certified. It asks nobody anything: a test says who is there.

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'fourfold', secret: 'a secret: with % & more' };

function newKey(kid) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

/** Everything is allowed once somebody is there: nothing is asked on a page. */
async function grantAll(ctx) {
    const { client, session, provider } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
}

/** Starts one for the site at that address. In what it returns, set `who` to the account that is
 *  there (null: nobody signs in) with `people[who]` its claims, and `bend` to change what is asked
 *  of it on the way. */
export async function startProvider(site) {
    const state = { who: null, people: {}, bend: (url) => url };
    const server = createServer((request, response) => answer(request, response));
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const issuer = `http://localhost:${server.address().port}`;
    let handler, provider, keys = 0;

    /** From now on it signs with another key. */
    const rotate = () => {
        provider = new Provider(issuer, {
            clients: [{
                client_id: CLIENT.id,
                client_secret: CLIENT.secret,
                redirect_uris: [`${site}/in/with/back`],
                grant_types: ['authorization_code'],
                response_types: ['code'],
            }],
            pkce: { required: () => true },
            claims: { openid: ['sub'], email: ['email', 'email_verified'] },
            conformIdTokenClaims: false,
            features: { devInteractions: { enabled: false } },
            findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...state.people[id] }) }),
            loadExistingGrant: grantAll,
            interactions: { url: (ctx, interaction) => `/there/${interaction.uid}` },
            cookies: { keys: ['a test'] },
            jwks: { keys: [newKey(`key-${++keys}`)] },
        });
        handler = provider.callback();
    };

    async function answer(request, response) {
        if (request.url.startsWith('/there/')) {
            const found = state.who === null ? { error: 'access_denied' } : { login: { accountId: state.who } };
            await provider.interactionFinished(request, response, found, { mergeWithLastSubmission: false });
            return;
        }
        request.url = state.bend(request.url);
        handler(request, response);
    }

    rotate();
    return Object.assign(state, {
        issuer,
        rotate,
        async stop() {
            server.closeAllConnections();
            server.close();
            await once(server, 'close');
        },
    });
}
