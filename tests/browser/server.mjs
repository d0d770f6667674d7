// server: the program under test, serving a demo school of its own on a free port.
//
// Owns the process and its data folder. Relies on what the command line promises:
//   fourfold demo --data DIR                      makes the demo school
//   fourfold serve --data DIR --port 0 --demo     prints "Address: http://localhost:PORT", then
//                                                 "Sign in as ROLE: ADDRESS password PASSWORD"

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const START_SECONDS = 20;
const STOP_SECONDS = 20;

/** Makes the demo school once; each server is given a copy. */
export async function makeDemoSchool(program, folder) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    const child = spawn(program, ['demo', '--data', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    const [code] = await once(child, 'exit');
    if (code !== 0) {
        throw new Error(`${program} demo ended with ${code}`);
    }
}

/** The address and the accounts that the program printed so far; address is null until it has. */
export function readAnnouncement(output) {
    const address = output.match(/^Address: (http:\/\/localhost:\d+)\/?$/m)?.[1] ?? null;
    const accounts = new Map();
    for (const [, role, name, password] of output.matchAll(/^Sign in as (.+): (\S+) password (.+)$/gm)) {
        accounts.set(role, { name, password });
    }
    return { address, accounts };
}

/** Starts the program on a copy of the demo school, with what more a journey asks for. */
export async function startServer(program, demoSchool, folder, flags = []) {
    const data = path.join(folder, 'data');
    await rm(folder, { recursive: true, force: true });
    await cp(demoSchool, data, { recursive: true });
    const logFile = path.join(folder, 'server.log');
    const log = await open(logFile, 'w');
    const child = spawn(program, ['serve', '--data', data, '--port', '0', '--demo', ...flags], {
        stdio: ['ignore', log.fd, log.fd],
    });
    const ended = once(child, 'exit');
    await log.close();

    for (let tries = START_SECONDS * 20; tries > 0; tries--) {
        const output = await readFile(logFile, 'utf8');
        const { address, accounts } = readAnnouncement(output);
        // The accounts are printed after the address: a read between the two must not miss them.
        if (address !== null && accounts.size > 0 && output.endsWith('\n')) {
            return { address, logFile, stop: () => stop(child, ended, data) };
        }
        if (child.exitCode !== null || child.signalCode !== null) {
            throw new Error(`${program} serve ended with ${child.exitCode ?? child.signalCode}, see ${logFile}`);
        }
        await wait(50);
    }
    child.kill('SIGKILL');
    throw new Error(`${program} serve printed no address and accounts, see ${logFile}`);
}

/** Ends it as an administrator would. Says what went wrong, or null. */
async function stop(child, ended, data) {
    child.kill('SIGTERM');
    const [code, signal] = await Promise.race([ended, wait(STOP_SECONDS * 1000, ['late'], { ref: false })]);
    if (code === 'late') {
        child.kill('SIGKILL');
        return `the server did not stop within ${STOP_SECONDS} s of being asked`;
    }
    await rm(data, { recursive: true, force: true });
    return code === 0 ? null : `the server ended with ${code ?? signal}`;
}

/** The account of a role, as printed by the running server. */
export async function accountOf(server, role) {
    const { accounts } = readAnnouncement(await readFile(server.logFile, 'utf8'));
    const account = accounts.get(role);
    if (!account) {
        throw new Error(`the server printed no account for ${role}; it has ${[...accounts.keys()].join(', ')}`);
    }
    return account;
}
