import assert from 'node:assert/strict';

import { dayFromToday, openRecord, press, visit } from '../browser/ways.mjs';

export const title = 'A court order keeps one parent out, and the notice says why';

export default async ({ given, when, then, person, look }) => {
    let office, senco, teacher, record, father;

    await given('a child on SEN Support whom the office looks up', async () => {
        senco = await person('SENCO');
        office = await person('School office');
        record = await openRecord(senco, 'Zofia Nowak');
        assert.equal(await visit(office, `${record}/contacts`), 200);
        await look(office, 'contacts');
    });

    await when('the office adds a father', async () => {
        await office.getByRole('link', { name: 'Add a contact' }).click();
        await office.getByLabel('Somebody new').check();
        await office.getByLabel('Who are they to the child?').selectOption({ label: 'Father' });
        await office.getByRole('group', { name: /^Parental responsibility/ }).getByLabel('Yes').check();
        await office.getByLabel('Name, as you write it on an envelope').fill('Mr Tadeusz Zalewski');
        await office.getByLabel('Email').fill('not an address');
        assert.equal(await press(office, 'Add this contact'), 422);
        await office.getByLabel('Email').fill('tadeusz.zalewski@family.example');
        await look(office, 'contact-new');
        assert.equal(await press(office, 'Add this contact'), 303);
        father = office.locator('section', { has: office.getByRole('heading', { name: /Tadeusz/ }) }).last();
        assert.match(await father.innerText(), /Has parental responsibility/);
        assert.match(await father.innerText(), /May have it/);
    });

    await when('a court order against him is brought in and seen', async () => {
        await office.getByRole('link', { name: 'Add a court order' }).click();
        await office.getByLabel('Prohibited steps order').check();
        await office.getByRole('textbox', { name: /^Court/ }).fill('Family Court at Millbrook');
        await office.getByLabel('Made on').fill(dayFromToday(-3));
        await office.getByLabel('Seen on').fill(dayFromToday(-9));
        const says = office.getByRole('group', { name: /Tadeusz/ });
        await says.getByLabel('Must not receive information').check();
        await says.getByLabel('Must not collect the child').check();
        assert.equal(await press(office, 'Add this order'), 422);
        assert.match(await office.innerText('main'), /Nobody saw it before it was made/);
        await office.getByLabel('Seen on').fill(dayFromToday(0));
        await look(office, 'order-new');
        assert.equal(await press(office, 'Add this order'), 303);
        assert.match(await father.innerText(), /May not have it/);
        assert.match(await father.innerText(), /A court order of .* keeps information from Mr Tadeusz/);
        assert.match(await father.innerText(), /Must not collect/);
        await look(office, 'contacts-order');
    });

    await then('the office reads who can see the record, and who cannot and why', async () => {
        await office.getByRole('link', { name: 'Who can see this record, and why' }).click();
        await office.waitForURL(/\/access$/);
        const text = await office.innerText('main');
        assert.match(text, /Mr Tadeusz Zalewski[^]*A court order of .* keeps information from Mr Tadeusz/);
        assert.match(text, /Mr Hughes[^]*Class teacher of 4H since/);
        assert.match(text, /Mrs Aldous \(Governor\)/);
        assert.doesNotMatch(text, /Last looked/);
        await look(office, 'who-can-see');
    });

    await when('the office makes somebody new an assistant, the head finds it on Today', async () => {
        await visit(office, '/school/staff/new');
        await office.getByLabel('First name').fill('Ines');
        await office.getByLabel('Last name').fill('Quint');
        await office.getByLabel('Teaching assistant').check();
        await look(office, 'staff-new');
        assert.equal(await press(office, 'Add'), 303);
        const head = await person('Headteacher');
        await visit(head, '/today');
        const given = head.locator('section', { hasText: 'Access that was given' });
        assert.match(await given.innerText(), /Quint: new here as Teaching assistant[^]*by Mrs Lindqvist/);
        await look(head, 'access-given');
        assert.equal(await press(head, 'I have looked at these'), 303);
        assert.doesNotMatch(await head.innerText('main'), /Quint/);
        await head.close();
    });

    await then('the notice leaves him out and says why', async () => {
        await visit(senco, `${record}/notice`);
        const offered = senco.getByRole('group', { name: /Who was told/ });
        assert.doesNotMatch(await offered.innerText(), /Tadeusz/);
        assert.match(await senco.getByRole('region', { name: 'Left out' }).innerText(), /Tadeusz[^]*court order/);
        await look(senco, 'notice-left-out');
        await senco.getByLabel('Somebody else, by name').fill('Tadeusz Zalewski');
        await senco.getByLabel('Letter', { exact: true }).check();
        assert.equal(await press(senco, 'Save the notice'), 422);
        assert.match(await senco.innerText('main'), /keeps information from Mr Tadeusz Zalewski/);
    });

    await then('the teacher is warned and sees no order', async () => {
        teacher = await person('Class teacher, 4H');
        await visit(teacher, record);
        const text = await teacher.innerText('main');
        assert.match(text, /Do not hand over or tell anything: ask the office/);
        assert.doesNotMatch(text, /court order|Prohibited|Millbrook/i);
        assert.equal(await visit(teacher, `${record}/contacts`), 403);
    });

    await then('the address book finds him by name', async () => {
        await visit(office, '/contacts');
        await look(office, 'address-book');
        await office.getByLabel('Name of a contact or of a child').fill('zalewski');
        assert.equal(await press(office, 'Look'), 303);
        assert.match(await office.innerText('main'), /Mr Tadeusz Zalewski/);
        assert.doesNotMatch(office.url(), /zalewski/i);
    });
};
