package org.sosgi.config;

import java.util.Map;

/** One concern's share of the way from the file to configurations. Pure: the result depends on the section only. */
@FunctionalInterface
interface Translation {

    /**
     * @param file what stands under {@code Butler-SOS}, with secrets resolved
     * @param out where configurations are added; each belongs to one concern only
     */
    void translate(Section file, Map<Pid, Map<String, Object>> out);
}
