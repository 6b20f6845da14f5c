package org.gatehouse.web.publisher.documents;

import java.util.List;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts document APIs. */
@Component(property = "apim.door=publisher")
public final class DocumentFiles implements JagSection {
    private static final int BROKEN = 500;

    private final DocumentVerbs documents;

    /** Over the publisher's verbs. */
    @Activate
    public DocumentFiles(@Reference DocumentEditing room) {
        this.documents = new DocumentVerbs(room);
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("documentation/ajax/docs.jag", "AuthenticateError")
                .asPlainText()
                .in(DocumentSentences::of)
                .postFailingWith(BROKEN, "addDocumentation", documents::put)
                .post("addInlineContent", documents::write)
                .any("getInlineContent", documents::read)
                .post("removeDocumentation", documents::remove));
    }
}
