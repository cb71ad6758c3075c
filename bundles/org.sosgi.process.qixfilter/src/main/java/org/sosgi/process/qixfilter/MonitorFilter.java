package org.sosgi.process.qixfilter;

import java.util.List;

/**
 * Which entries of the performance log are wanted: those that one of the parts for special apps takes, or that the
 * part for all apps takes. All comparisons are exact.
 *
 * @param allApps null: off
 * @param special empty: off
 */
record MonitorFilter(ForAllApps allApps, List<ForSomeApps> special) {

    /** @param excluded apps whose entries are not wanted, unless a special part takes them */
    record ForAllApps(Apps excluded, Choice objectTypes, Choice methods) {}

    record ForSomeApps(Apps apps, Choice objectTypes, Choice objects, Choice methods) {}

    boolean accepts(String appId, String appName, String objectId, String objectType, String method) {
        for (ForSomeApps part : special) {
            if (part.apps().contain(appId, appName)
                    && part.objectTypes().has(objectType)
                    && part.objects().has(objectId)
                    && part.methods().has(method)) {
                return true;
            }
        }
        return allApps != null
                && !allApps.excluded().contain(appId, appName)
                && allApps.objectTypes().has(objectType)
                && allApps.methods().has(method);
    }
}
