#!/usr/bin/env node
// stub: stands in for the program in browser_test.mjs. It keeps the promises of the command line
// that server.mjs relies on, and serves small pages, most of them wrong in one way.

import { access, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

function page(title, body) {
    return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}

const SIGN_IN = page(
    'Sign in',
    `<form method="post" action="/in">
<label for="email">Email</label> <input id="email" name="email" type="email" autocomplete="username">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password">
<button type="submit">Sign in</button></form>`,
);

const PAGES = {
    '/today': page('Today', '<p>Nothing is late.</p>'),
    '/script': page('Written by script', '<p id="text">No script.</p><script src="/script.js"></script>'),
    '/noscript': page('Without script', '<noscript><p><img src="/a.png"></p></noscript>'),
    '/contrast': page('Faint', '<p class="faint">Who can read this?</p>'),
    '/half': page('A file is missing', '<p>Words.</p><script src="/none.js"></script>'),
    '/console': page('Broken script', '<script src="/broken.js"></script>'),
    '/host': page('Elsewhere', '<p><img src="http://elsewhere.example/a.png" alt="A picture"></p>'),
    '/wide': page('Wide', '<p class="wide">This does not fit.</p>'),
    '/nesting': page('Nesting', '<p><div>A block in a paragraph.</div></p>'),
    '/style': page('Style', '<p style="color: black">Styled in place.</p>'),
    '/controls': page(
        'Controls',
        `<p class="screen-only"><a href="/today">Today</a> <button type="button">Press</button></p>
<details><summary>More</summary><p><a href="/script">Hidden until it is open</a></p></details>
<fieldset><legend>One of two</legend><label><input type="radio" name="one"> This</label>
<label><input type="radio" name="one"> That</label></fieldset>`,
    ),
    '/passed-by': page('Passed by', '<p><a href="/script">One</a> <a href="/today" tabindex="-1">Two</a></p>'),
    '/out-of-order': page('Out of order', '<p><a href="/today">One</a> <a href="/script" tabindex="1">Two</a></p>'),
    '/no-outline': page('No outline', '<p class="bare"><a href="/today">Today</a></p>'),
    '/covered': page('Covered', '<p><a href="/today">Today</a></p><div class="cover"></div>'),
    '/overlap': page('Overlap', '<p><a href="/today">One</a></p><p class="over"><a href="/script">Two</a></p>'),
    '/one-way': page('One way', '<p class="one-way">Words</p>'),
    '/scroller': page('Scroller', '<div class="scroller" tabindex="0"><p>One</p><p>Two</p><p>Three</p></div>'),
    '/today-with-button': page('Button', '<p><button type="button">Press</button></p>'),
};

const ASSETS = {
    '/style.css': ['text/css', `.faint { color: #ddd; background: #fff } .wide { width: 40rem }
.bare a { outline: none } .cover { position: fixed; inset: 0; background: #fff }
.over { margin-top: -2.2rem } .one-way { position: relative; left: -20rem } .scroller { height: 3rem; overflow: auto }
a, button, summary, input { line-height: 1.75rem } @media print { .screen-only { display: none } }`],
    '/script.js': ['text/javascript', "document.getElementById('text').textContent = 'Script.';"],
    '/broken.js': ['text/javascript', "throw new Error('broken');"],
    '/a.png': ['image/png', ''],
    '/favicon.ico': ['image/x-icon', ''],
};

const asked = new Set();

function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (status, type, body) => response.writeHead(status, { 'content-type': type }).end(body);
    if (pathname === '/in' && request.method === 'POST') {
        response.writeHead(303, { location: '/today' }).end();
    } else if (pathname === '/in') {
        send(200, 'text/html; charset=utf-8', SIGN_IN);
    } else if (pathname === '/second-time' && asked.has(pathname)) {
        send(200, 'text/html; charset=utf-8', PAGES['/today']);
    } else if (PAGES[pathname]) {
        send(200, 'text/html; charset=utf-8', PAGES[pathname]);
    } else if (ASSETS[pathname]) {
        send(200, ...ASSETS[pathname]);
    } else {
        asked.add(pathname);
        send(404, 'text/html; charset=utf-8', page('Page not found', '<p>Check the address.</p>'));
    }
}

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' } },
});
if (positionals[0] === 'demo') {
    await mkdir(values.data);
} else {
    await access(values.data);
    const server = createServer(answer).listen(Number(values.port), '127.0.0.1', () => {
        console.log(`Address: http://localhost:${server.address().port}`);
        console.log('Sign in as SENCO: senco@example.org password four parts make one');
    });
    process.on('SIGTERM', () => process.exit(0));
}
