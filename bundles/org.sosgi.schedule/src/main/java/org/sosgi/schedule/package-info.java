/**
 * Schedules in the words of Butler SOS: {@code every 15 minutes}, {@code at 10:15 am}. A library: who wants a
 * schedule calls {@link org.sosgi.schedule.Schedule#parse}. The classes that compute times are loaded with the
 * first schedule, not before.
 */
@Export
@Version("1.0.0")
package org.sosgi.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
