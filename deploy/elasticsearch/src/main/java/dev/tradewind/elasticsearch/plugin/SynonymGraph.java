package dev.tradewind.elasticsearch.plugin;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/// Synonyms written into the index settings in Solr's format. The rules go through the filters that come before this
/// one, or a folded and stemmed word would never meet its rule.
final class SynonymGraph extends AbstractTokenFilterFactory {

    private final List<String> rules;
    private final boolean expand;

    SynonymGraph(String name, Settings settings) {
        super(name);
        this.rules = settings.getAsList("synonyms");
        this.expand = settings.getAsBoolean("expand", true);
    }

    @Override
    public TokenStream create(TokenStream in) {
        throw new IllegalStateException("The synonyms of [" + name() + "] are not known before their chain is");
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
            IndexCreationContext context,
            TokenizerFactory tokenizer,
            List<CharFilterFactory> charFilters,
            List<TokenFilterFactory> before,
            Function<String, TokenFilterFactory> all) {
        var chain = before.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new);
        try (var analyzer = new CustomAnalyzer(tokenizer, charFilters.toArray(CharFilterFactory[]::new), chain)) {
            var parser = new SolrSynonymParser(true, expand, analyzer);
            parser.parse(new StringReader(String.join("\n", rules)));
            return new Known(name(), parser.build());
        } catch (IOException | ParseException bad) {
            throw new IllegalArgumentException("The synonyms of [" + name() + "] cannot be read", bad);
        }
    }

    private static final class Known extends AbstractTokenFilterFactory {

        private final SynonymMap synonyms;

        Known(String name, SynonymMap synonyms) {
            super(name);
            this.synonyms = synonyms;
        }

        @Override
        public TokenStream create(TokenStream in) {
            return synonyms.fst == null ? in : new SynonymGraphFilter(in, synonyms, false);
        }
    }
}
