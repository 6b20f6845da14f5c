package org.gatehouse.archive;

import java.util.List;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DocumentEditing;
import org.jspecify.annotations.Nullable;

/** All that goes into the files of an API, as it is stored. */
record Reading(
        ApiDefinitions definitions,
        ApiThumbnails thumbnails,
        ApiWsdls wsdls,
        SequenceShelf shelf,
        DocumentEditing documents) {
    Present now(Caller caller, Api api) {
        List<Present.Held> there = documents.list(caller, api.id()).stream()
                .map(document -> new Present.Held(document, content(caller, document)))
                .toList();
        return new Present(
                api,
                definitions.of(caller, api.id()),
                thumbnail(caller, api),
                wsdl(caller, api),
                shelf.of(caller, api.id().provider().tenant(), api.mediation()),
                there);
    }

    /** One that is not where the API says it is can't be written, and keeps nothing else from it. */
    private @Nullable Thumbnail thumbnail(Caller caller, Api api) {
        try {
            return Thumbnails.has(api.description()) ? thumbnails.of(caller, api.id()) : null;
        } catch (NotFound gone) {
            return null;
        }
    }

    private @Nullable Wsdl wsdl(Caller caller, Api api) {
        try {
            return Wsdls.has(api.description()) ? wsdls.of(caller, api.id()) : null;
        } catch (NotFound gone) {
            return null;
        }
    }

    private DocumentContent content(Caller caller, Document document) {
        return document.details().source() == DocumentSource.URL
                ? DocumentContent.NONE
                : documents.content(caller, document.api(), document.name());
    }
}
