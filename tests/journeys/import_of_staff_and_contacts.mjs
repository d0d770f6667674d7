import assert from 'node:assert/strict';
import { openRecord, press } from '../browser/ways.mjs';

export const title = 'The office imports staff and contacts: seen by their columns, no passwords, no court orders';

const sheet = (name, rows) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\r\n')}\r\n`) });
const staff = sheet('staff.csv', [
    'Title,Forename,Surname,Work Email,Role,Class,Start date',
    'Mr,Ravi,Menon,ravi.menon@mill-lane.example,Class Teacher,4S,01/09/2026',
    'Ms,Joan,Pike,joan.pike@mill-lane.example,HLTA,9Z,01/09/2026',
    'Mrs,Lin,Yeo,lin.yeo@mill-lane.example,Chair of Governors,,',
    'Mr,Ida,Moss,ida.moss@mill-lane.example,Deputy Headteacher,,',
]);
const children = sheet('pupils.csv', [
    'UPN,Legal Surname,Legal Forename,Date of Birth,Sex,Year Group,Reg Group',
    'H999100122001,Ødegård,Åsa,14/02/2018,F,4,4S',
]);
const contacts = sheet('contacts.csv', [
    'UPN,Contact Title,Contact Forename,Contact Surname,Relationship,Parental Responsibility,Mobile,Court Order',
    'H999100122001,Mrs,Ewa,Ødegård,Mother,Yes,07700 900001,No',
    'H999100122001,Mr,Jan,Ødegård,Father,Yes,07700 900002,Yes',
    'W999100122009,Mr,Ian,Lost,Father,Yes,07700 900003,No',
]);

export default async ({ given, when, then, person, look }) => {
    let office;
    const main = () => office.getByRole('main').innerText();
    const handOver = async file => {
        await office.goto('/imports');
        await office.getByLabel('They are invented').check();
        await office.getByLabel('File', { exact: true }).setInputFiles(file);
        assert.equal(await press(office, 'Look at it first'), 303);
    };
    const apply = async () => {
        assert.equal(await press(office, 'Apply: all of it, or nothing'), 303);
        await office.getByText('The file itself has been deleted').waitFor();
    };

    await given('the school office', async () => {
        office = await person('School office');
    });
    await when('it hands over a list of staff', () => handOver(staff));
    await then('it sees who is added, as what, and whom it may not let in', async () => {
        assert.match(await main(), /Staff, governors, outside professionals: staff.csv/);
        const added = await office.getByRole('table', { name: 'New' }).innerText();
        assert.match(added, /Menon, Ravi[^]*Class teacher/);
        assert.match(added, /Yeo, Lin[^]*Governor/);
        const refused = await office.getByRole('table', { name: 'Refused rows' }).innerText();
        assert.match(refused, /Moss, Ida[^]*Only who leads the setting gives this role/);
        await office.locator('summary', { hasText: 'Taken, but look at them' }).click();
        assert.match(await main(), /There is no class 9Z here/);
        await look(office, 'import_staff');
    });
    await when('it applies the list and goes on to the codes', async () => {
        await apply();
        await office.getByRole('link', { name: /^One-time codes/ }).click();
        await look(office, 'staff_codes_waiting');
        assert.equal(await press(office, 'Make the list of codes'), 200);
    });
    await then('each has a code of their own, shown this once', async () => {
        const codes = await office.getByRole('table', { name: 'Codes' }).innerText();
        assert.match(codes, /Mr Menon[^]*ravi.menon@mill-lane.example[^]*[A-Z0-9]{3}(-[A-Z0-9]{3}){3}/);
        await look(office, 'staff_codes');
    });

    await when('it hands over a list of children, and one of their contacts', async () => {
        await handOver(children);
        await apply();
        await handOver(contacts);
    });
    await then('the contacts are shown with their child, and a court order is no fact of a file', async () => {
        const added = await office.getByRole('table', { name: 'New' }).innerText();
        assert.match(added, /Mrs Ewa Ødegård[^]*Ødegård, Åsa[^]*mother, parental responsibility/);
        assert.match(await office.getByRole('table', { name: 'Refused rows' }).innerText(), /Nobody here has this child/);
        await office.locator('summary', { hasText: 'Taken, but look at them' }).click();
        assert.match(await main(), /The file speaks of a court order\. Nothing of it was taken/);
        await look(office, 'import_contacts');
    });
    await when('it applies the list', apply);
    await then('the family stands in the notice of the SENCO, and the same file brings nothing more', async () => {
        const senco = await person('SENCO');
        await openRecord(senco, 'odegard');
        await senco.close();
        await handOver(contacts);
        assert.match(await main(), /There is nothing to apply/);
    });
};
