// Every title of a post, with the kind of the organisation that it belongs to.
// params:
// returns: post_title text, organisation_kind text
MATCH (s:Post)-[b:BELONGS_TO]->(o:Organisation)
RETURN DISTINCT s.title AS post_title, o.kind AS organisation_kind
