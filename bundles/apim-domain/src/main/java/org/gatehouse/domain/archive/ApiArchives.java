package org.gatehouse.domain.archive;

import java.util.List;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;

/**
 * APIs written into files and made of files. In the files is what providers say of an API: settings, definition, documents,
 * thumbnail and WSDL, and the status in its life cycle. The sequences that it names are, for who may put sequences on gateways; who may
 * not sees none, and adds none. The password of a back end is not, nor are subscribers.
 */
public interface ApiArchives {
    /** How many APIs are taken at once. */
    int MOST = 1000;

    /**
     * The API as files, the same whenever nothing of it has changed.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API
     * @throws Invalid if something of it can't be written
     */
    ArchiveFiles export(Caller caller, ApiId api);

    /**
     * What would become of the APIs if they were made of these files; nothing changes. Rules that the rest of the catalogue has a say
     * in, such as whether a context is taken, are not asked.
     *
     * @return one for each API, in the order of the files
     * @throws Forbidden if the caller does not create APIs
     * @throws Invalid naming file and line of what is not as expected
     */
    List<ArchiveChange> plan(Caller caller, List<ArchiveFiles> archives);

    /**
     * Makes the APIs of the files: new ones, or others of those that there are. Either all become so or none: what was made before
     * something is refused is made undone. Documents that are not in the files go; APIs that are in none of them stay.
     *
     * @return what has become of each, in the order of the files
     * @throws Forbidden if the caller does not create APIs, or has to publish one or to add a sequence and may not
     * @throws Invalid naming file and line of what is not as expected, or what breaks a rule
     * @throws Changed if somebody else changed one of them meanwhile
     * @throws NotUndone if something was refused and what was made before could not be undone
     */
    List<ArchiveChange> apply(Caller caller, List<ArchiveFiles> archives);
}
